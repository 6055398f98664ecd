"""The drawings of the icons: inner SVG on a 24 by 24 grid, two units of line, round ends. All drawn for Toe-off."""

ICON_PATHS: dict[str, str] = {
    "alert": '<path d="M12 4.5L21 19.5H3z"/><path d="M12 10.5v4M12 17v.01"/>',
    "archive": '<path d="M4 5h16v4H4zM5.5 9v10h13V9M10 13h4"/>',
    "arrow-left": '<path d="M19 12H6M11.5 6.5L6 12l5.5 5.5"/>',
    "arrow-right": '<path d="M5 12h13M12.5 6.5L18 12l-5.5 5.5"/>',
    "attach": '<path d="M18.5 11.5l-6.8 6.8a4 4 0 0 1-5.7-5.7l7.2-7.2a2.7 2.7 0 0 1 3.8 3.8l-7 7"/>',
    "back": '<path d="M14.5 5.5L8 12l6.5 6.5"/>',
    "bell": '<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10.5 20.5h3"/>',
    "book": (
        '<path d="M12 6.5C10 5 7.5 4.5 4.5 4.5v13c3 0 5.5.5 7.5 2 2-1.5 4.5-2 7.5-2v-13c-3 0-5.5.5-7.5 2zM12 6.5v13"/>'
    ),
    "calendar": ('<rect x="4" y="5.5" width="16" height="14" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>'),
    "call": (
        '<path d="M6 4.5h3.5l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5V18a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4'
        ' 6.5a2 2 0 0 1 2-2z"/>'
    ),
    "camera": '<path d="M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4z"/><circle cx="12" cy="13" r="3.2"/>',
    "chart": '<path d="M4.5 19.5h15M7 15.5l3.5-4 3 2.5L18.5 8"/>',
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "copy": '<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 5.5v-1h-11v11h1"/>',
    "door": '<path d="M13.5 4.5h-8v15h8M10.5 12h9.5M16.5 8.5L20 12l-3.5 3.5"/>',
    "down": '<path d="M12 5v13M6.5 13l5.5 5.5 5.5-5.5"/>',
    "download": '<path d="M12 4.5v10M7.5 10.5l4.5 4.5 4.5-4.5M5 19.5h14"/>',
    "edit": '<path d="M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3"/>',
    "eye": (
        '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12"'
        ' cy="12" r="2.5"/>'
    ),
    "filter": '<path d="M4.5 6.5h15M7.5 12h9M10.5 17.5h3"/>',
    "flag": '<path d="M6 20.5v-16M6 5.5h11.5l-2.5 4 2.5 4H6"/>',
    "forward": '<path d="M9.5 5.5L16 12l-6.5 6.5"/>',
    "go": '<circle cx="12" cy="12" r="8.5"/><path d="M8 12.5l2.7 2.7L16 9.7"/>',
    "hold": '<path d="M12 3.5l8.5 8.5-8.5 8.5L3.5 12z"/><path d="M12 8.5V13M12 15.7v.01"/>',
    "home": '<path d="M4.5 11L12 4.5l7.5 6.5v8.5h-15zM10 19.5v-5h4v5"/>',
    "hop": '<path d="M5 19.5h14M7 16c3.5 0 6-2.5 10-9.5"/><path d="M13.5 6.5h4v4"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11.5v5M12 8v.01"/>',
    "key": '<circle cx="8" cy="15.5" r="3.5"/><path d="M10.5 13L19 4.5M15.5 8l2.5 2.5"/>',
    "link": (
        '<path d="M10 14a3.5 3.5 0 0 0 5 0l3.5-3.5a3.5 3.5 0 0 0-5-5L12 7M14 10a3.5 3.5 0 0 0-5 0l-3.5'
        ' 3.5a3.5 3.5 0 0 0 5 5L12 17"/>'
    ),
    "list": '<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.01M4.5 12v.01M4.5 17.5v.01"/>',
    "lock": ('<rect x="5.5" y="10.5" width="13" height="9" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>'),
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="M4 7l8 6 8-6"/>',
    "menu": '<path d="M4.5 7h15M4.5 12h15M4.5 17h15"/>',
    "message": '<path d="M4.5 6h15v10.5h-9L6.5 20v-3.5h-2z"/>',
    "minus": '<path d="M5.5 12h13"/>',
    "moon": '<path d="M19.5 14.2A8 8 0 1 1 9.8 4.5a6.4 6.4 0 0 0 9.7 9.7z"/>',
    "more": '<path d="M5.5 12v.01M12 12v.01M18.5 12v.01"/>',
    "offline": ('<path d="M7 17.5a4 4 0 0 1-.4-8M10 6.5a5.5 5.5 0 0 1 7.3 4.1 3.5 3.5 0 0 1 1.7 6M4.5 4.5l15 15"/>'),
    "pause": '<path d="M8.5 5.5v13M15.5 5.5v13"/>',
    "people": (
        '<circle cx="9" cy="8.5" r="3.5"/><path d="M3 19.5c.5-4 3-6 6-6s5.5 2 6 6M15.5 5.5a3.5 3.5 0 0 1'
        ' 0 6M17.5 14c2 .8 3.2 2.6 3.5 5.5"/>'
    ),
    "person": '<circle cx="12" cy="8" r="3.7"/><path d="M5 20c.5-4.2 3.5-6.5 7-6.5s6.5 2.3 7 6.5"/>',
    "phone": '<rect x="7" y="3" width="10" height="18" rx="2.5"/><path d="M11 18h2"/>',
    "play": '<path d="M8 5.5v13l10.5-6.5z"/>',
    "plus": '<path d="M12 5.5v13M5.5 12h13"/>',
    "print": '<path d="M7 9V4.5h10V9M7 17H4.5V9h15v8H17M7 14h10v5.5H7z"/>',
    "ruler": '<path d="M4 9h16v6.5H4zM8 9v3M12 9v3M16 9v3"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="M15.5 15.5L20 20"/>',
    "sent": (
        '<path d="M7 17.5a4 4 0 0 1-.4-8 5.5 5.5 0 0 1 10.7 1.1 3.5 3.5 0 0 1-.3 6.9z"/><path d="M9.5'
        ' 13.2l1.8 1.8 3.4-3.6"/>'
    ),
    "settings": (
        '<path d="M4.5 8h7M16.5 8h3M4.5 16h3M12.5 16h7"/><circle cx="14" cy="8" r="2.3"/><circle cx="10"'
        ' cy="16" r="2.3"/>'
    ),
    "shoe": '<path d="M4 17.5h16.5c0-2.5-1.5-3.5-4-4.2-2-.6-3.3-2.3-4.5-4.3l-2 1.5c-1.5.8-3 .3-4-1L4 11z"/>',
    "square": '<rect x="6.5" y="6.5" width="11" height="11" rx="1.5"/>',
    "stop": '<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="M8 12h8"/>',
    "sun": (
        '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4'
        ' 1.4M18.4 5.6L17 7M7 17l-1.4 1.4"/>'
    ),
    "swap": '<path d="M5 8.5h13M14.5 5L18 8.5 14.5 12M19 15.5H6M9.5 12L6 15.5 9.5 19"/>',
    "timer": '<circle cx="12" cy="13.5" r="7"/><path d="M12 13.5V9.5M9.5 3.5h5"/>',
    "trash": '<path d="M5 7h14M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10.5 11v5M13.5 11v5"/>',
    "undo": '<path d="M8.5 5L4.5 9l4 4M4.5 9h9a5 5 0 0 1 0 10H9"/>',
    "up": '<path d="M12 19V6M6.5 11L12 5.5 17.5 11"/>',
    "upload": '<path d="M12 15.5v-10M7.5 9.5L12 5l4.5 4.5M5 19.5h14"/>',
    "waiting": (
        '<path d="M7 17.5a4 4 0 0 1-.4-8 5.5 5.5 0 0 1 10.7 1.1 3.5 3.5 0 0 1-.3 6.9z"/><path d="M12'
        ' 10.5v3M12 15.2v.01"/>'
    ),
}
