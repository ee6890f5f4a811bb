"""Public benchmark problems: readers, engines and checkers, apart from the product's own work.

Nothing here is used by a plan. The checkers share no code with the engines they judge.
"""
