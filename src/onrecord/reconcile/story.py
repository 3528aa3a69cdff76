"""The reconciliation of one story."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Claim, Document, Entity, Origin, Relation, Reuse
from onrecord.reconcile.claims import make_claims
from onrecord.reconcile.entities import find_entities
from onrecord.reconcile.gathering import gather


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What the statements and figures of one story mean together."""

    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()


def reconcile(documents: Sequence[Document], *, reuse: Sequence[Reuse], origins: Sequence[Origin]) -> Reconciled:
    """Entities, claims with their status, and relations of one story."""
    material = gather(documents, reuse, origins)
    claims, relations = make_claims(material)
    return Reconciled(entities=find_entities(documents), claims=claims, relations=relations)
