"""The reconciliation of one story."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Claim, Document, Origin, Relation, Reuse
from onrecord.reconcile.claims import find_likely, make_claims
from onrecord.reconcile.gathering import gather
from onrecord.reconcile.meanings import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What the statements and figures of one story mean together."""

    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()


def read_likely(documents: Sequence[Document]) -> Known:
    """How probably statements of one story say the same whose vectors lie near: what `reconcile` takes longest over."""
    return find_likely(gather(documents, (), ()))


def reconcile(
    documents: Sequence[Document], *, reuse: Sequence[Reuse], origins: Sequence[Origin], likely: Known | None = None
) -> Reconciled:
    """Claims with their status, and relations of one story; `likely` is what `read_likely` gives, if that was done before."""
    claims, relations = make_claims(gather(documents, reuse, origins), likely=likely)
    return Reconciled(claims=claims, relations=relations)
