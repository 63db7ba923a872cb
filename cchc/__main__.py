"""`python -m cchc`. Belongs here: nothing but the start."""

from cchc.entry import main

if __name__ == "__main__":
    raise SystemExit(main())
