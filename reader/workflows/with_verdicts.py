"""Exports with the verdicts that the quote check finds, as if somebody had kept them; the workspace does not change."""

import uuid
from collections.abc import Generator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.errors import UsageError
from reader.formats.corpus import Corpus
from reader.system.threads import with_steps_as
from reader.workspace.workspace import Workspace

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-reader:verdict")


def with_verdicts(workspace: Workspace, corpus: Corpus) -> Generator[int, None, Corpus]:
    """Give quotes the verdicts that nobody has kept, with links to their originals; yield how many steps are done.

    Raises:
        UsageError: There are no originals.
    """
    done = yield from find_originals(workspace)
    number = count(done + 1)
    found = yield from with_steps_as(workspace.verdicts.to_keep_everywhere(), lambda _: next(number))
    new = {each.annotation.id: each for each in workspace.verdicts.values_to_keep(found)}

    def judged(annotation: Annotation) -> Annotation:
        verdict = new[annotation.id]
        changed = annotation.with_links(_with_lasting_ids(annotation, verdict.links)).with_fields(verdict.values)
        return replace(changed, modified=annotation.modified, revision=annotation.revision)  # nobody has changed it

    annotations = [
        replace(each, annotation=judged(each.annotation), placed=each.placed and judged(each.placed))
        if each.annotation.id in new
        else each
        for each in corpus.annotations
    ]
    return replace(corpus, annotations=annotations)


def find_originals(workspace: Workspace) -> Generator[int, None, int]:
    """Find the originals in steps, yield how many are done, and return that number; raise as `with_verdicts` does."""
    done = 0
    for done, _ in enumerate(workspace.quote_check.find(), 1):
        yield done
    if not workspace.quote_check.originals:
        raise UsageError("there are no originals to compare quotes with: put them into originals/")
    return done


def _with_lasting_ids(annotation: Annotation, links: Mapping[str, Any]) -> dict[str, Any]:
    """Return links with ids that are the same in each export; a removed link is unchanged."""
    return {
        id if link is None else uuid.uuid5(_NAMESPACE, f"{annotation.id} {link['to']}").hex[:12]: link
        for id, link in links.items()
    }
