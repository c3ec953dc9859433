"""Plain drawings that hold the place of product pictures."""

from pathlib import Path

SHAPES = {
    "mug": '<path d="M130 130h120v110a34 34 0 0 1-34 34h-52a34 34 0 0 1-34-34z"/><path d="M250 156h22a32 32 0 0 1 0 70h-22" fill="none" stroke-width="18"/>',
    "bowl": '<path d="M90 170h220a110 96 0 0 1-220 0z"/><path d="M160 262h80v14h-80z"/>',
    "lamp": '<path d="M150 110h100l44 100H106z"/><path d="M192 210h16v70h-16zM150 280h100v14H150z"/>',
    "chair": '<path d="M140 90h18v120h84V90h18v220h-14v-70h-92v70h-14z"/><path d="M154 110h92v14h-92zM154 146h92v14h-92z"/>',
    "jacket": '<path d="m150 96 50 22 50-22 62 40-26 60-26-16v124H140V180l-26 16-26-60z"/>',
    "bottle": '<path d="M180 80h40v46c0 14 22 24 22 54v112a18 18 0 0 1-18 18h-48a18 18 0 0 1-18-18V180c0-30 22-40 22-54z"/>',
    "plant": '<path d="M150 230h100l-14 76h-72z"/><path d="M200 230c-6-60-60-70-76-112 56 0 78 40 76 112 2-84 26-112 84-120-12 54-62 62-84 120z"/>',
    "basket": '<path d="M100 180h200l-22 116H122z"/><path d="M130 180a70 74 0 0 1 140 0" fill="none" stroke-width="14"/>',
}
HUES = {"clay": 42, "sage": 145, "sky": 235, "sand": 84, "plum": 340}


def tint(hue: str) -> str:
    return {"clay": "#ecdcd2", "sage": "#dde4da", "sky": "#d9e2ea", "sand": "#e9e2d3", "plum": "#eadde1"}[hue]


def draw(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for shape, path in SHAPES.items():
        for hue, angle in HUES.items():
            (folder / f"{shape}-{hue}.svg").write_text(
                '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 400 400">'
                f'<rect width="400" height="400" fill="{tint(hue)}"/>'
                f'<rect y="286" width="400" height="114" fill="oklch(84% 0.03 {angle})"/>'
                '<ellipse cx="200" cy="306" rx="120" ry="11" fill="oklch(30% 0.02 60 / 16%)"/>'
                f'<g fill="oklch(56% 0.075 {angle})" stroke="oklch(56% 0.075 {angle})" stroke-linejoin="round">{path}</g></svg>\n'
            )


def picture(shape: str, hue: str, alt: str = "") -> dict[str, str | int]:
    src = f"pictures/{shape}-{hue}.svg"
    return {"src": src, "srcset": f"{src} 800w", "alt": alt, "width": 800, "height": 800, "tint": tint(hue)}
