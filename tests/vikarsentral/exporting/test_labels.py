"""Labels are for tables that exist, each its own, and fit beside their values."""

from vikarsentral.db.base import Base
from vikarsentral.exporting.labels import COLUMNS, TABLES


def test_every_label_is_for_a_table_or_column_there_is():
    tables = Base.metadata.tables
    assert set(TABLES) - {"event"} <= set(tables)
    columns = {column.name for table in tables.values() for column in table.columns}
    assert set(COLUMNS) - columns <= {"subject", "person", "shift", "unit"}


def test_tables_have_labels_of_their_own():
    assert len(set(TABLES.values())) == len(TABLES)
