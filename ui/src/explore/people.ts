// People in numbers, as each language counts them. Arabic has a form each for one, two, three to ten, eleven to
// ninety-nine, and hundreds; all stand in the genitive here, after "مقتل" and "إصابة".

export type Language = "ar" | "en";

interface ArabicForms {
  one: string;
  two: string;
  few: string;
  many: string;
  other: string;
}

const ARABIC: Record<string, ArabicForms> = {
  civilians: { one: "مدني", two: "مدنيين اثنين", few: "مدنيين", many: "مدنيا", other: "مدني" },
  children: { one: "طفل", two: "طفلين", few: "أطفال", many: "طفلا", other: "طفل" },
  women: { one: "امرأة", two: "امرأتين", few: "نساء", many: "امرأة", other: "امرأة" },
  men: { one: "رجل", two: "رجلين", few: "رجال", many: "رجلا", other: "رجل" },
  elderly: { one: "مسن", two: "مسنين اثنين", few: "مسنين", many: "مسنا", other: "مسن" },
  fighters: { one: "مقاتل", two: "مقاتلين اثنين", few: "مقاتلين", many: "مقاتلا", other: "مقاتل" },
  officers: { one: "ضابط", two: "ضابطين", few: "ضباط", many: "ضابطا", other: "ضابط" },
  medics: { one: "مسعف", two: "مسعفين اثنين", few: "مسعفين", many: "مسعفا", other: "مسعف" },
  journalists: { one: "صحفي", two: "صحفيين اثنين", few: "صحفيين", many: "صحفيا", other: "صحفي" },
  "aid-workers": { one: "عامل إغاثة", two: "عاملي إغاثة", few: "عمال إغاثة", many: "عامل إغاثة", other: "عامل إغاثة" },
  protesters: { one: "محتج", two: "محتجين اثنين", few: "محتجين", many: "محتجا", other: "محتج" },
  prisoners: { one: "محتجز", two: "محتجزين اثنين", few: "محتجزين", many: "محتجزا", other: "محتجز" },
  unspecified: { one: "شخص", two: "شخصين", few: "أشخاص", many: "شخصا", other: "شخص" },
};

const ENGLISH: Record<string, readonly [string, string]> = {
  civilians: ["civilian", "civilians"],
  children: ["child", "children"],
  women: ["woman", "women"],
  men: ["man", "men"],
  elderly: ["elderly person", "elderly people"],
  fighters: ["fighter", "fighters"],
  officers: ["officer", "officers"],
  medics: ["medic", "medics"],
  journalists: ["journalist", "journalists"],
  "aid-workers": ["aid worker", "aid workers"],
  protesters: ["protester", "protesters"],
  prisoners: ["prisoner", "prisoners"],
  unspecified: ["person", "people"],
};

/** "5 civilians", "مدنيين اثنين"; one and two stand in Arabic without a figure. */
export function people(count: number, group: string, language: Language, digits: (n: number) => string): string {
  if (language === "en") {
    const [one, many] = ENGLISH[group] ?? ENGLISH["unspecified"] ?? ["person", "people"];
    return `${digits(count)} ${count === 1 ? one : many}`;
  }
  const forms = arabicForms(group);
  if (count === 1) return forms.one;
  if (count === 2) return forms.two;
  return `${digits(count)} ${arabicForm(count, forms)}`;
}

/** "between 5 and 7 civilians", "ما بين 5 و7 مدنيين": the noun follows the greater number. */
export function peopleBetween(low: number, high: number, group: string, language: Language, digits: (n: number) => string): string {
  if (language === "en") {
    const [, many] = ENGLISH[group] ?? ["", "people"];
    return `between ${digits(low)} and ${digits(high)} ${many}`;
  }
  const forms = arabicForms(group);
  // The dual takes no figure, so a range that ends with two is written with the plural, as speech has it.
  const noun = high <= 2 ? forms.few : arabicForm(high, forms);
  return `ما بين ${digits(low)} و${digits(high)} ${noun}`;
}

function arabicForms(group: string): ArabicForms {
  return ARABIC[group] ?? { one: "شخص", two: "شخصين", few: "أشخاص", many: "شخصا", other: "شخص" };
}

/** The counted noun goes by the last two figures: 103 as 3, 111 as 11, 100 to 102 as hundreds. */
function arabicForm(count: number, forms: ArabicForms): string {
  const last = count % 100;
  if (last >= 3 && last <= 10) return forms.few;
  return last >= 11 ? forms.many : forms.other;
}
