"""Whether a file may be worked on at all: by whom, and whether it is still open."""

from wasit.cases.models import Case
from wasit.cases.queries import roles_here
from wasit.office.blocks import is_blocked
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.rulebook import workflow
from wasit.text import Problem, Words


def work_on(case: Case, reach: Reach) -> None:
    """Raise Problem unless the reach may work on the case and the case is still open.

    The state is read anew, in the transaction: a case closed meanwhile takes nothing more.
    """
    able = {str(role) for role in ROLES_BY_PERMISSION["cases.handle"]}
    if not roles_here(reach, case) & able or is_blocked(reach, case.subject):
        raise Problem(
            Words(
                id="Berkas ini hanya dapat diubah oleh kantor yang menanganinya.",
                en="Only the office that handles this case can change it.",
            )
        )
    state = Case.objects.select_for_update().values_list("state", flat=True).get(pk=case.pk)
    if workflow(case.regime).state(state).terminal:
        raise Problem(
            Words(
                id="Perkara ini sudah selesai; berkasnya tidak dapat diubah lagi.",
                en="This case has ended; its file can no longer be changed.",
            )
        )
