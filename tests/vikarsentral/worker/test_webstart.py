"""A process of the pages leaves what it is made of out of later searches for rings."""

import gc

from vikarsentral.worker import webstart
from vikarsentral.worker.serving import _web
from vikarsentral.worker.webstart import post_worker_init


class Gunicorn:
    """Counts how often it is told that the process lives."""

    def __init__(self):
        self.told = 0

    def notify(self):
        self.told += 1


def test_gunicorn_hears_that_the_process_lives_while_its_loops_are_loaded():
    gunicorn = Gunicorn()
    webstart._warm(gunicorn)
    assert gunicorn.told >= 1


def test_what_is_there_is_kept_out_and_rings_made_later_are_found():
    had = gc.get_freeze_count()
    try:
        post_worker_init(Gunicorn())
        assert gc.get_freeze_count() > had
        ring = []
        ring.append(ring)
        del ring
        assert gc.collect() >= 1
    finally:
        gc.unfreeze()


def test_gunicorn_is_told_to_read_these_settings():
    command = _web("127.0.0.1", 8000, 1)
    assert command[command.index("--config") + 1] == f"python:{post_worker_init.__module__}"
