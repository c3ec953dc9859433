"""`python -m stoa`: the command line."""

from stoa.app.commands import main

if __name__ == "__main__":
    main(prog_name="stoa")
