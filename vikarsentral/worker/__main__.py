"""`python -m vikarsentral.worker`: the worker as `serve` starts it."""

from vikarsentral.worker.running import main

main()
