"""The OpenAPI document: every resource of the contract, each with examples that are true."""

import pytest
from jsonschema import Draft202012Validator, FormatChecker

PROMISED = {
    ("/needs", "post"),
    ("/needs/{id}", "get"),
    ("/needs/{id}/options", "get"),
    ("/needs/{id}/offers", "post"),
    ("/needs/{id}/book", "post"),
    ("/needs/{id}/search", "post"),
    ("/needs/{id}/search", "get"),
    ("/needs/{id}/search/stop", "post"),
    ("/needs/{id}/search/take-over", "post"),
    ("/needs/{id}/change", "post"),
    ("/needs/{id}/withdraw", "post"),
    ("/needs/{id}/release", "post"),
    ("/needs/{id}/cannot-come", "post"),
    ("/needs/{id}/together", "get"),
    ("/needs/{id}/together/undo", "post"),
    ("/absences/{id}/withdraw", "post"),
    ("/me/shifts/{id}/cannot-come", "post"),
    ("/offers/{id}/accept", "post"),
    ("/offers/{id}/decline", "post"),
    ("/offers/{id}/pause", "post"),
    ("/offers/{id}/withdraw", "post"),
    ("/me/offers", "get"),
    ("/me/shifts", "get"),
    ("/feeds/{token}.ics", "get"),
    ("/plans", "post"),
    ("/plans/{id}", "get"),
    ("/plans/{id}/publish", "post"),
    ("/spend", "get"),
    ("/health/live", "get"),
    ("/health/ready", "get"),
}
WITHOUT_BODY = {
    "take-over",
    "cannot-come",  # of one's own shift
    "undo",
    "accept",
    "decline",
    "pause",
    "withdraw",
    "publish",
    "search",
    "stop",
}


@pytest.fixture(scope="module")
def document(api_app):
    answer = api_app.test_client().get("/api/openapi.json")
    assert answer.status_code == 200
    return answer.json


def operations(document):
    return {
        (path.removeprefix("/api/v1"), method): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in ("get", "post", "put", "patch", "delete")
    }


def bodies(document):
    """Yield every body of the document with where it stands: requests and answers."""
    for (path, method), operation in operations(document).items():
        if "requestBody" in operation:
            yield (method, path, "request"), operation["requestBody"]["content"]
        for status, answer in operation["responses"].items():
            yield (method, path, status), answer.get("content", {})


def test_the_document_holds_the_promised_resources_and_no_others(document):
    assert set(operations(document)) == PROMISED


def test_every_resource_shows_a_whole_request_and_a_whole_answer(document):
    for (path, method), operation in operations(document).items():
        is_bare = path.rsplit("/", 1)[-1] in WITHOUT_BODY and path != "/needs/{id}/cannot-come"
        if method == "post" and not is_bare:
            (content,) = operation["requestBody"]["content"].values()
            assert content["example"], path
            may_be_left_out = path in ("/needs/{id}/release", "/needs/{id}/cannot-come")
            assert operation["requestBody"]["required"] is not may_be_left_out
        done = [status for status in operation["responses"] if status.startswith("2")]
        for status in done:
            (content,) = operation["responses"][status]["content"].values()
            assert content["example"], path
        assert done, path


def test_every_example_is_true_to_its_own_form(document):
    seen = 0
    for where, contents in bodies(document):
        for content in contents.values():
            if "example" not in content:
                continue
            form = {**content["schema"], "components": document["components"]}
            checker = Draft202012Validator(form, format_checker=FormatChecker())
            faults = [error.message for error in checker.iter_errors(content["example"])]
            assert not faults, (where, faults)
            seen += 1
    assert seen > 2 * len(PROMISED)


def test_no_form_takes_or_gives_unknown_fields(document):
    forms = document["components"]["schemas"]
    assert len(forms) > 20
    for name, form in forms.items():
        assert form.get("additionalProperties") is False, name


def test_every_answer_the_document_leaves_out_is_a_fault(document):
    """401 and 403 go without saying behind a token; 404 wherever an id stands in the path."""
    for (path, _), operation in operations(document).items():
        if "security" in operation:
            assert {"401", "403"} <= set(operation["responses"]), path
        if "{id}" in path:
            assert "404" in operation["responses"], path
        if "requestBody" in operation:
            assert {"400", "413", "415", "422"} <= set(operation["responses"]), path


def test_the_document_names_the_right_each_resource_asks_for(document):
    for (path, _), operation in operations(document).items():
        is_open = path.startswith(("/health", "/feeds"))
        assert ("security" not in operation) == is_open
        assert ("x-action" not in operation) == is_open
