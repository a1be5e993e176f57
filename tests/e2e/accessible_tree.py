# SPDX-License-Identifier: EUPL-1.2
"""Prints what a screen reader is told of the app: one JSON line per thing that is shown, with role, name,
the named group around it, states and what is written in it."""
import json
import sys

import pyatspi


def text_of(thing):
    try:
        text = thing.queryText()
        return text.getText(0, text.characterCount)
    except NotImplementedError:
        return ""


def walk(thing, depth=0, within=""):
    if thing is None or depth > 60:
        return
    states = thing.getState()
    shown = states.contains(pyatspi.STATE_SHOWING)
    if depth > 1 and not shown:
        return
    print(json.dumps({
        "role": thing.getRoleName(),
        "name": thing.name,
        "within": within,
        "focusable": states.contains(pyatspi.STATE_FOCUSABLE),
        "focused": states.contains(pyatspi.STATE_FOCUSED),
        "enabled": states.contains(pyatspi.STATE_ENABLED),
        "checked": states.contains(pyatspi.STATE_CHECKED),
        "text": text_of(thing),
    }))
    if thing.getRoleName() in ("grouping", "panel") and thing.name:
        within = thing.name
    for child in thing:
        walk(child, depth + 1, within)


for application in pyatspi.Registry.getDesktop(0):
    if application is not None and application.name.lower() == sys.argv[1]:
        walk(application)
