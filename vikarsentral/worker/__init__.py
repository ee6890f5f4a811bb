"""What runs beside the pages: jobs, the sweep, messages out, and the serving processes.

`running` is the worker, `sweep` starts again what a killed worker left, `offers` settles what is
due, `outbox` sends messages by `channels`, `serving` starts web and worker together, each `bound`
to live no longer than its parent, and `weblog` writes who asked for what.
"""
