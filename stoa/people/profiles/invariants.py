"""What is always true of profiles."""

from stoa.base.invariants import hold

ONE_USUAL = hold(
    "profiles.one_usual_address",
    "Who keeps addresses has exactly one usual one",
    "select person_id from profiles.address group by person_id having count(*) filter (where usual) <> 1",
)
