"""Keys that a widget acts on itself, done in the order they are pressed; leans on a private part of
Textual, read in version 8.2.8.

Textual gives a key to the widget in focus and looks for a binding only when it has come back up to
the app. A letter pressed after it is in the text by then, so that of `abc`, Backspace, `x` typed
faster than the screen is drawn the x would be deleted.
"""

from textual import events
from textual.widget import Widget


async def acted(widget: Widget, event: events.Key) -> bool:
    """Runs what the widget itself has bound to the key, and takes the key away from the others."""
    for binding in widget._bindings.key_to_bindings.get(event.key, ()):
        if not binding.priority and await widget.app.run_action(binding.action, widget):
            event.stop()
            event.prevent_default()
            return True
    return False
