"""Content packs: YAML files of library content, checked whole and written onto a shelf.

`read` files -> `check` -> `write` onto a shelf. `form` is the way back: a row as a pack would have it, which is also
what a ContentVersion keeps. `kinds` names what a pack holds; the models say what each field may be.
"""
