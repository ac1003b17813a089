// Words of the page in both languages. Names of types, families and kinds come with the data.
const WORDS = {
  en: {
    language: "العربية", search: "Search places, actors, words", allTypes: "All types", allPrecisions: "Any precision",
    exact: "Named place (1)", near: "Near or part of a region (2)", wide: "Larger region (3)", reset: "Reset",
    unresolved: "Unresolved", events: "events", places: "on the map", of: "of", zoomIn: "Zoom in", zoomOut: "Zoom out",
    zoomAll: "Show all", map: "Map of events; arrow keys move it, plus and minus zoom", boundaries: "Boundaries are de facto and imply no opinion.",
    from: "From", to: "To", bars: "Events by time; drag to choose a span", close: "Close", killed: "Killed", injured: "Injured",
    detained: "Detained", who: "Who", whom: "To whom", where: "Where", when: "When", weapons: "Weapons", says: "Says", source: "Source",
    report: "Report", precision: "Precision", radius: "within", km: "km", confidence: "confidence", noDate: "no date", notPlaced: "not on the map",
    here: "events here", more: "more; zoom in or filter", size: "Size: people killed or injured", ring: "Ring: how wide the doubt is",
    none: "Nothing matches.", basis: { name: "by its name", spelling: "by another spelling", parent: "only the larger place is known", relative: "moved from a named place", between: "between two places", unresolved: "unresolved" },
    atLeast: "at least", geo: { 1: "named place", 2: "near it or part of a region", 3: "larger region" },
  },
  ar: {
    language: "English", search: "بحث في الأماكن والجهات والنصوص", allTypes: "كل الأنواع", allPrecisions: "أي دقة",
    exact: "مكان مسمى (1)", near: "قربه أو جزء من منطقة (2)", wide: "منطقة أوسع (3)", reset: "إعادة الضبط",
    unresolved: "غير محددة المكان", events: "حدثا", places: "على الخريطة", of: "من", zoomIn: "تكبير", zoomOut: "تصغير",
    zoomAll: "عرض الكل", map: "خريطة الأحداث؛ الأسهم تحركها وعلامتا الجمع والطرح للتكبير والتصغير", boundaries: "الحدود حدود الأمر الواقع ولا تعبر عن رأي.",
    from: "من", to: "إلى", bars: "الأحداث بحسب الزمن؛ اسحب لاختيار مدة", close: "إغلاق", killed: "القتلى", injured: "الجرحى",
    detained: "المحتجزون", who: "الفاعل", whom: "المستهدف", where: "المكان", when: "الزمان", weapons: "الأسلحة", says: "بحسب", source: "المصدر",
    report: "التقرير", precision: "الدقة", radius: "ضمن", km: "كم", confidence: "الثقة", noDate: "بلا تاريخ", notPlaced: "ليس على الخريطة",
    here: "أحداث هنا", more: "أخرى؛ كبّر الخريطة أو ضيّق البحث", size: "الحجم: عدد القتلى والجرحى", ring: "الحلقة: مدى الشك في المكان",
    none: "لا نتائج.", basis: { name: "باسمه", spelling: "برسم آخر للاسم", parent: "المكان الأوسع وحده معروف", relative: "بالنسبة إلى مكان مسمى", between: "بين مكانين", unresolved: "غير محدد" },
    atLeast: "على الأقل", geo: { 1: "مكان مسمى", 2: "قربه أو جزء من منطقة", 3: "منطقة أوسع" },
  },
};
