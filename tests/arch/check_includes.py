# SPDX-License-Identifier: GPL-3.0-or-later
"""check_includes.py ROOT MODULES [QT_HEADERS]: holds every #include under ROOT/src and ROOT/ui against the modules'
DEPENDS (docs/architecture.md, 'Modules and ranks'). MODULES has one line a module: name rank folder dep,dep."""
import os
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
GRAPHICAL = ("QtGui", "QtWidgets", "QtSvg", "QtSvgWidgets", "QtPrintSupport", "QtOpenGL", "QtOpenGLWidgets", "QtQuick",
             "QtQml", "QtQuickWidgets", "QtWebEngineCore", "QtWebEngineWidgets", "QtUiTools")
# Enough to refuse the usual ones where the headers of Qt are not at hand.
GRAPHICAL_CLASSES = re.compile(r"^Q(Widget|Application|GuiApplication|Image|Pixmap|Icon|Color|Font\w*|Painter\w*|Dialog\w*|"
                               r"Main\w*|Label|PushButton|Text(Document|Edit|Browser|Cursor)|Window|Clipboard|Standard\w*Item\w*)$")
UI_MAY_USE = {"engine", "model", "content", "base"}
SHARED_UI = {"ui/models", "ui/widgets", "ui/style"}  # what features use; the frame and the program stand above them
FRAME = {"ui/mainwindow", "ui/app"}


class Module:
    def __init__(self, line):
        fields = line.split(" ")
        self.name, self.rank, self.folder = fields[0], int(fields[1]), fields[2]
        self.depends = {d for d in (fields[3] if len(fields) > 3 else "").split(",") if d}

    @property
    def is_ui(self):
        return self.folder.startswith("ui/")

    @property
    def is_feature(self):
        return self.is_ui and self.name not in SHARED_UI | FRAME


class Checker:
    def __init__(self, root, modules_file, qt_headers):
        self.root, self.qt = Path(root), Path(qt_headers) if qt_headers else None
        self.modules = [Module(line) for line in Path(modules_file).read_text().splitlines() if line.strip()]
        self.by_name = {m.name: m for m in self.modules}
        self.faults = []

    def fault(self, where, text):
        self.faults.append(f"{where}: {text}")

    def owner(self, path):
        """The module whose folder holds this path (relative to the root); the deepest one wins."""
        found = [m for m in self.modules if path.startswith(m.folder + "/")]
        return max(found, key=lambda m: len(m.folder)) if found else None

    def target_of(self, include):
        """The module that an include like "store/Reader.h" or "ui/models/X.h" means, or None."""
        return self.owner(include) if include.startswith("ui/") else self.owner("src/" + include)

    def is_graphical(self, name):
        head, _, tail = name.partition("/")
        if head in GRAPHICAL or name in GRAPHICAL:
            return True
        leaf = tail or head
        if self.qt and self.qt.is_dir():
            return any((self.qt / folder / leaf).exists() for folder in GRAPHICAL) and not tail
        return bool(GRAPHICAL_CLASSES.match(leaf)) or leaf.lower() in ("qwidget.h", "qapplication.h", "qimage.h")

    def check_ranks(self):
        for m in self.modules:
            for d in sorted(m.depends):
                other = self.by_name.get(d)
                if other and other.rank >= m.rank:
                    self.fault(m.folder, f"rank {m.rank} may not depend on '{d}' of rank {other.rank}")
                if other and m.is_feature and other.is_feature:
                    self.fault(m.folder, f"a feature never depends on another feature: '{d}'")
                if m.is_ui and not d.startswith("ui/") and d not in UI_MAY_USE:
                    self.fault(m.folder, f"ui may not depend on '{d}': only engine, model, content, base")

    def check_include(self, where, module, path, sign, name):
        if not module.is_ui and self.is_graphical(name):
            self.fault(where, f"the engine may not include <{name}>: Qt Gui and Widgets stay in ui/")
        if sign == "<":
            return
        if name.startswith(("../", "./")) or "/../" in name:
            self.fault(where, f'"{name}" goes through the file system: name the module')
            return
        if "/" not in name:
            if not (self.root / path).parent.joinpath(name).exists() and not re.match(r"ui_\w+\.h$|\w+\.moc$|moc_\w+\.cpp$", name):
                self.fault(where, f'"{name}" does not lie beside this file: name the module')
            return
        target = self.target_of(name)
        if target is None:
            top = "ui/" + name.split("/")[1] if name.startswith("ui/") else name.split("/")[0]
            if (self.root / "src" / top).is_dir() or (self.root / top).is_dir():
                self.fault(where, f'"{name}" belongs to no module')
            return
        if target is module:
            return
        if "/detail/" in name:
            self.fault(where, f'"{name}" is private to module {target.name}')
        if target.is_feature and module.is_feature:
            self.fault(where, f'"{name}": a feature never includes another feature')
        elif target.name not in module.depends:
            self.fault(where, f'"{name}": module {module.name} does not name {target.name} in its DEPENDS')

    def check_file(self, path):
        module = self.owner(path)
        if module is None:
            self.fault(path, "belongs to no module")
            return
        text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"),
                      (self.root / path).read_text(encoding="utf-8"), flags=re.S)
        for number, line in enumerate(text.splitlines(), 1):
            m = INCLUDE.match(line)
            if m:
                self.check_include(f"{path}:{number}", module, path, m.group(1), m.group(2).strip())

    def run(self):
        self.check_ranks()
        count = 0
        for top in ("src", "ui"):
            for folder, _, files in os.walk(self.root / top):
                for name in sorted(files):
                    if name.endswith((".h", ".hpp", ".cpp", ".cc", ".c", ".in")) and not name.endswith((".ui.in", ".sql.in")):
                        self.check_file(os.path.relpath(os.path.join(folder, name), self.root))
                        count += 1
        print("\n".join(self.faults) if self.faults else f"{count} files in {len(self.modules)} modules keep to DEPENDS")
        return 1 if self.faults else 0


if __name__ == "__main__":
    sys.exit(Checker(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "").run())
