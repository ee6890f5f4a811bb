"""The rules: written once as data plus one small function, read on any roster.

`facts` holds what is judged, `table` lists every rule and goal with its source and dated
values, `agreements` resolves the limits in force, `check` gives the verdict on a plan,
`options` and `receipt` explain it. Nothing here knows a file, a database, a clock or a page.
"""
