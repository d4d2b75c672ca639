"""Draw the sample clips again: `python sample_clips/draw.py [folder]`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, not as a module

from sample_clips.drawing import keyboard, portrait, skateboarder
from sample_clips.drawing.film import encode


def main() -> None:
    """Write the three clips into the folder named on the command line, or beside this file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    for scene in (skateboarder, portrait, keyboard):
        path = folder / scene.FILE
        encode(path, scene.picture, scene.FRAMES)
        print(f"{path} ({path.stat().st_size / 1000:.0f} kB)")


if __name__ == "__main__":
    main()
