import type { Word } from "../words";

export interface Card {
  readonly title: Word;
  readonly text: Word;
  readonly keys: readonly string[];
}

/** The two-minute tour of the desk. */
export const tour: readonly [Card, ...Card[]] = [
  {
    title: { en: "The words are always in sight", ar: "الكلمات أمامك دائماً" },
    text: {
      en: "On one side the report, on the other what the program read. Each field has a colour and a key; its words in the report have the same. Move over a field, or go to it by Tab, and its words light up. Fields that the program was unsure of come first.",
      ar: "في جانب التقرير، وفي الآخر ما قرأه البرنامج. لكل حقل لون ومفتاح، ولكلماته في التقرير اللون نفسه. مرّ على حقل أو انتقل إليه بمفتاح Tab فتضيء كلماته. والحقول التي لم يكن البرنامج واثقاً منها تأتي أولاً.",
    },
    keys: ["Tab", "1 … 9", "0", "-", "="],
  },
  {
    title: { en: "A decision is one key", ar: "القرار مفتاح واحد" },
    text: {
      en: "A accepts the event as it stands and brings the next one. R rejects it, X says that it is no event. For ten seconds U takes the last decision back.",
      ar: "المفتاح A يقبل الحدث كما هو ويأتي بالتالي. وR يرفضه، وX يقول إنه ليس حدثاً. وخلال عشر ثوان يعيدك U عن آخر قرار.",
    },
    keys: ["A", "R", "X", "U"],
  },
  {
    title: { en: "Correct by the words", ar: "صحّح بالكلمات" },
    text: {
      en: "Select words of the report and press a field's key: the same rules read the value again, you see it, and Enter keeps it. E opens a field for writing; a full stop says that the text does not state it. W lets you select words by the arrow keys alone.",
      ar: "حدد كلمات من التقرير واضغط مفتاح الحقل: تقرأ القواعد نفسها القيمة ثانية، تراها، وEnter يبقيها. المفتاح E يفتح الحقل للكتابة، والنقطة تقول إن النص لا يذكره. وW يتيح تحديد الكلمات بالأسهم وحدها.",
    },
    keys: ["E", ".", "W", "Enter", "Esc"],
  },
  {
    title: { en: "What the program missed, joined or parted", ar: "ما فات البرنامج أو جمعه أو فرقه" },
    text: {
      en: "Select the words of an event that was missed and press N. Where one event is really two, select the second one's words and press S. Below the form stand records that may be the same event: M merges, V says never.",
      ar: "حدد كلمات حدث فات البرنامج واضغط N. وحيث يكون الحدث حدثين حدد كلمات الثاني واضغط S. وتحت النموذج سجلات قد تكون الحدث نفسه: M يدمج وV يقول أبداً.",
    },
    keys: ["N", "S", "M", "V"],
  },
  {
    title: { en: "Nobody's work is lost", ar: "لا يضيع عمل أحد" },
    text: {
      en: "What the program read stays beside what you decide. If a colleague was faster, you see both readings before anything is written. The question mark shows all keys at any time.",
      ar: "ما قرأه البرنامج يبقى إلى جانب ما تقرره. وإن سبقك زميل ترى القراءتين قبل أن يُكتب شيء. وعلامة الاستفهام تعرض المفاتيح كلها في أي وقت.",
    },
    keys: ["?", "T", "J", "Q"],
  },
];
