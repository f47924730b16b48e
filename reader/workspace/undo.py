"""Undoing a step in the annotations and, if it changed the codebook, in the files of the codebook."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.annotation.store.history import Step
from reader.workspace.annotations import Annotations

if TYPE_CHECKING:
    from reader.workspace.codebook_files import FileChange
    from reader.workspace.codebook_service import CodebookService


def undo(annotations: Annotations, codebook: "Callable[[], CodebookService]") -> "tuple[Step | None, list[FileChange]]":
    """Take back this person's last step, or finish the last undo if a crash left it half done.

    Args:
        annotations: The annotations of a workspace.
        codebook: Returns its codebook; it is called, and loaded, only if the step may concern the codebook.

    Returns:
        The step, None if there is nothing to undo; and the files of the codebook that changed.

    Raises:
        ReaderError: That is not possible; nothing is changed.
    """
    if annotations.has_undone_rows and codebook().is_half_undone:
        return codebook().finish_undo()
    step = annotations.undo()
    return step, codebook().follow(step) if step and step.rows else []
