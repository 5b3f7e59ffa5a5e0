"""Where the parts of the interviewer's console stand, wide and narrow."""

CONSOLE_CSS = """
ConsoleLayout #header, ConsoleLayout #tabs, ConsoleLayout #now, ConsoleLayout #last {
    height: 1; overflow: hidden hidden;
}
ConsoleLayout #last { height: auto; max-height: 3; }
ConsoleLayout #header { background: $panel; }
ConsoleLayout #tabs, ConsoleLayout #now, ConsoleLayout #last { display: none; }
ConsoleLayout #left { width: 40; border-right: solid $rule; }
ConsoleLayout #middle { width: 1fr; }
ConsoleLayout #right { width: 36; border-left: solid $rule; }
ConsoleLayout #leftrows, ConsoleLayout #pack { height: 1fr; overflow-x: hidden; }
ConsoleLayout #notes { height: auto; border-top: solid $rule; overflow: hidden hidden; }
ConsoleLayout.narrow #notes { display: none; }
ConsoleLayout #boardtitle { height: 1; }
ConsoleLayout #drawing { height: 3fr; }
ConsoleLayout #text { height: 2fr; border-top: solid $rule; }
ConsoleLayout #talk { height: 2fr; border-top: solid $rule; overflow-x: hidden; }
ConsoleLayout #asktitle { height: auto; border-top: solid $rule; display: none; }
ConsoleLayout #line { display: none; }
ConsoleLayout #offer { height: auto; max-height: 18; display: none; overflow-x: hidden; }
ConsoleLayout.asking #asktitle, ConsoleLayout.asking #offer { display: block; }
ConsoleLayout.typing #line { display: block; }
ConsoleLayout.zoomed #left, ConsoleLayout.zoomed #right, ConsoleLayout.zoomed #talk {
    display: none;
}
ConsoleLayout.narrow #tabs, ConsoleLayout.narrow #now, ConsoleLayout.narrow #last {
    display: block;
}
ConsoleLayout.narrow #left, ConsoleLayout.narrow #middle, ConsoleLayout.narrow #right {
    display: none; width: 1fr; border: none;
}
ConsoleLayout.narrow.on-Board #middle, ConsoleLayout.narrow.on-Talk #middle,
ConsoleLayout.narrow.on-Listen #left, ConsoleLayout.narrow.on-Notes #left,
ConsoleLayout.narrow.on-Pack #right { display: block; }
ConsoleLayout.narrow.on-Board #talk { display: none; }
ConsoleLayout.narrow.on-Talk #boardtitle, ConsoleLayout.narrow.on-Talk #drawing,
ConsoleLayout.narrow.on-Talk #text { display: none; }
ConsoleLayout.narrow.on-Talk #talk { height: 1fr; border-top: none; }
ConsoleLayout.narrow.asking #pack { display: none; }
ConsoleLayout.narrow.asking #offer { max-height: 100%; height: 1fr; }
"""
