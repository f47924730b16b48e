"""The box that every dialog has around it."""

from textual.containers import Vertical


class DialogBox(Vertical):
    """A box as high as its content, up to the height of the screen; a dialog gives it a width."""

    DEFAULT_CSS = """
    DialogBox {
        height: auto; max-width: 100%; max-height: 100%; background: $surface; border: round $primary;
    }
    DialogBox KeyBar { background: $surface; }
    """
