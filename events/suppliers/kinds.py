"""What is still to be arranged for a session, as a supplier would be asked for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from events.models import AccessNeed, Session, SupplierRequest
from events.suppliers.facts import NEEDS_WITH_SESSIONS, Facts, facts_as_fields, is_live
from events.worklist import OWN_WORDS, kind_key_of


@dataclass(frozen=True)
class NeedKind:
    """Open needs of a session that are called alike. `asked` are those that a supplier knows of."""

    session: Session
    key: str
    option_label: str
    needs: Sequence[AccessNeed]
    asked: frozenset[int]

    @property
    def label(self) -> str:
        return self.option_label or OWN_WORDS

    @property
    def line(self) -> str:
        """Return what to ask for on one line, or "" for what is in people's own words."""
        if not self.option_label:
            return ""
        facts = Facts.of(self.session, self.needs)
        return SupplierRequest(what=self.option_label, **facts_as_fields(facts)).line

    @property
    def is_booked_ahead(self) -> bool:
        return any(need.needs_notice for need in self.needs)

    @property
    def option(self) -> int | None:
        return self.needs[0].option_id

    @property
    def not_asked(self) -> list[AccessNeed]:
        return [need for need in self.needs if need.pk not in self.asked]


def kinds_of(session: Session) -> list[NeedKind]:
    """Return what is open: what must be booked ahead first, and own words last. Two queries."""
    open_needs = NEEDS_WITH_SESSIONS.filter(
        state__in=AccessNeed.OPEN_STATES, person__booking__session=session
    )
    by_key: dict[str, list[AccessNeed]] = defaultdict(list)
    for need in open_needs.order_by("pk"):
        if is_live(need):
            by_key[kind_key_of(need)].append(need)
    requests = SupplierRequest.objects.open().filter(session=session)
    asked = frozenset(requests.values_list("needs", flat=True))
    kinds = [
        NeedKind(session, key, needs[0].option_label, needs, asked) for key, needs in by_key.items()
    ]
    return sorted(
        kinds,
        key=lambda kind: (
            not kind.option_label,
            not kind.is_booked_ahead,
            -len(kind.needs),
            kind.label,
        ),
    )


def kind_of(session: Session, key: str) -> NeedKind | None:
    return next((kind for kind in kinds_of(session) if kind.key == key), None)
