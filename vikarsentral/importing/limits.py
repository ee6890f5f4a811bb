"""How much one file may hold; what is more is refused before it is read.

Source: reliability 5.10, 5.16 (rows are raised to what a large municipality's rota needs).
"""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 24 * 2**20
UNPACKED_BYTES: Final = 160 * 2**20
UNPACKED_RATIO: Final = 100
MEMBERS: Final = 200
COLUMNS: Final = 100
CELL_SIGNS: Final = 1000
ROWS: Final = {"people": 50_000, "rota": 250_000, "needs": 50_000, "agency": 50_000}

CPU_SECONDS: Final = 90
WALL_SECONDS: Final = 300
MEMORY_BYTES: Final = 512 * 2**20
FILES_OPEN: Final = 32

FAULTS_KEPT: Final = 1000
LINES_KEPT: Final = 200
MOST_DEACTIVATED_PERCENT: Final = 10
