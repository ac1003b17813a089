"""`python -m tawthiq` is the command `tawthiq`."""

from tawthiq.cli.main import run

if __name__ == "__main__":
    run()
