"""Files in: people, rota, needs and agency hire, from CSV and XLSX.

`columns` says what a file may hold, `child` reads one in a process with limits, `reading` runs
it, and one module per kind (`people`, `rota`, `needs`, `agency`) compares with what is there and
stores the difference. `taking` does the whole, `uploads` does it step by step for the pages.
"""
