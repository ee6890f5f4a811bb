"""The sentences about proofs are part of the one catalogue, whole in three languages."""

from vikarsentral.rules.texts import LANGUAGES, SENTENCES
from vikarsentral.rules.texts_proofs import PROOF_SENTENCES


def test_each_sentence_is_in_the_catalogue_in_every_language():
    for key, texts in PROOF_SENTENCES.items():
        assert SENTENCES[key] == texts
        assert tuple(texts) == LANGUAGES
        assert len(set(texts.values())) == len(LANGUAGES), key
