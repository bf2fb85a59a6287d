"""Changes to agencies, officers and roles, each written in the journal."""

from wasit.office.actions.agencies import end_role, give_role, make_agency, make_officer
from wasit.office.actions.staffing import end, forget_second_factor, give, make_link, register

__all__ = [
    "end",
    "end_role",
    "forget_second_factor",
    "give",
    "give_role",
    "make_agency",
    "make_link",
    "make_officer",
    "register",
]
