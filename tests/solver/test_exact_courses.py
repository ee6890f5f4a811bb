"""Courses: the marked days of every lawful line are in one, and none is there twice."""

import pytest

from solver import columns as c
from tests.solver.lines import lines_of, tried


@pytest.mark.parametrize("number", range(8))
def test_every_lawful_line_follows_a_course(number):
    problem, cells = tried()[number]
    weeks = len(problem.weeks) - 1
    for worker in range(len(problem.workers)):
        own = cells.courses[cells.course_at[worker] : cells.course_at[worker + 1]]
        assert len({tuple(course) for course in own.tolist()}) == len(own)
        group_of = {}
        for group in set(own.ravel().tolist()):
            for s in range(cells.groups[group], cells.groups[group + 1]):
                rows = cells.rows[cells.first[s] : cells.first[s + 1]].tolist()
                week = int(problem.items[rows[0], c.WEEK]) if rows else None
                group_of[week, tuple(rows)] = group
        courses = {tuple(course) for course in own.tolist()}
        for rows in lines_of(problem, worker):
            held = {int(problem.items[row, c.WEEK]) for row in rows}
            groups = {
                week: group_of[week, tuple(r for r in rows if problem.items[r, c.WEEK] == week)]
                for week in held
            }
            assert any(
                all(course[week] == group for week, group in groups.items()) for course in courses
            )
        assert own.shape[1] == weeks
