import type { Word } from "../words";

/** Words of releases: versions of the ledger, files for publication, and what everybody may see. */
export const releases = {
  title: { en: "Releases", ar: "الإصدارات" },
  lead: {
    en: "Each linking run makes a version of the ledger, kept for good. A file says which version it is of.",
    ar: "كل عملية ربط تنتج إصدارا من السجل يُحفظ دائما، وكل ملف يذكر إصداره.",
  },
  forPublication: { en: "For publication", ar: "للنشر" },
  redacted: {
    en: "Names, quotes and speakers are taken out, points are made coarse, and events of the last {n} days are held back.",
    ar: "تُحذف الأسماء والأقوال والمتحدثون، وتُقرّب المواقع، وتُحجب أحداث آخر {n} يوما.",
  },
  inside: { en: "For work inside the project", ar: "للعمل داخل المشروع" },
  whole: { en: "With names and words of reports. Each download is kept in the audit trail.", ar: "بالأسماء ونصوص التقارير. يُحفظ كل تنزيل في سجل التدقيق." },
  versions: { en: "Versions", ar: "الإصدارات" },
  version: { en: "Version", ar: "الإصدار" },
  made: { en: "Made", ar: "أُنشئ في" },
  events: { en: "Events", ar: "الأحداث" },
  fresh: { en: "New", ar: "جديد" },
  changed: { en: "Changed", ar: "متغير" },
  merged: { en: "Merged", ar: "مدموج" },
  rule: { en: "Rule", ar: "القاعدة" },
  digest: { en: "Digest", ar: "البصمة" },
  none: { en: "No version yet", ar: "لا إصدار بعد" },
  noneHint: { en: "Link what was coded:", ar: "اربط ما رُمّز:" },
  next: { en: "Make the next version", ar: "إنشاء الإصدار التالي" },
  nextHint: { en: "Links what is new and what people decided.", ar: "يربط الجديد وما قرره الأشخاص." },
  nextMade: { en: "Version {version}: {made} new, {changed} changed, {merged} merged.", ar: "الإصدار {version}: {made} جديد، {changed} متغير، {merged} مدموج." },
  everybody: { en: "For everybody", ar: "للجميع" },
  isOpen: { en: "Released data is shown to everybody, redacted, without signing in:", ar: "تُعرض البيانات الصادرة للجميع، منقّحة، بلا تسجيل دخول:" },
  isClosed: { en: "Nothing is shown to people who are not signed in. To open the redacted view, serve with:", ar: "لا يُعرض شيء لمن لم يسجل الدخول. لفتح العرض المنقّح، شغّل الخادم هكذا:" },
  publicTitle: { en: "Released data", ar: "البيانات الصادرة" },
  publicLead: {
    en: "Events that this project has released. Names, quotes and speakers are taken out and points are coarse, to protect people.",
    ar: "أحداث أصدرها هذا المشروع. حُذفت الأسماء والأقوال والمتحدثون وقُرّبت المواقع حماية للناس.",
  },
  held: { en: "Events of the last {n} days are held back.", ar: "تُحجب أحداث آخر {n} يوما." },
  toPublic: { en: "See released data without signing in", ar: "الاطلاع على البيانات الصادرة بلا تسجيل دخول" },
} as const satisfies Record<string, Word>;
