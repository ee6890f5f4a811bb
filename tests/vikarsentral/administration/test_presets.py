from vikarsentral.administration.presets import PRESETS, preset_of


def test_presets_are_whole_and_told_apart():
    assert len({one.code for one in PRESETS}) == len(PRESETS)
    for one in PRESETS:
        assert one.shifts
        assert one.competences
        assert all(one.names)
        assert len({shift.code for shift in one.shifts}) == len(one.shifts)
    assert preset_of("health").full_week_minutes == 2130
    assert preset_of("nothing") is None
