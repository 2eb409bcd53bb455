import { Refused } from "@kring/domain/contract";
import { DEMO_PASSWORD } from "@kring/domain/demo";

/** Long enough, and yet among the first that anybody would try. */
const common = new Set(
  (
    "1234567890 12345678910 123456789a 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty12345 qwerty1234 asdfghjkl1 password12 " +
    "password123 password1234 passw0rd123 welkom1234 welkom12345 welkom2025 welkom2026 welcome123 welcome1234 wachtwoord " +
    "wachtwoord1 wachtwoord123 wachtwoord! letmein123 administrator administrator1 changeme123 iloveyou123 sunshine123 " +
    "football123 feyenoord1 voetbal123 abcdefghij abcd123456 abc1234567 geheim1234 zomer2025! zomer2026! winter2025! " +
    "winter2026! lente2026! herfst2026! amsterdam1 amsterdam123 rotterdam1 rotterdam010 nederland1 nederland123 princess123 " +
    "superman123 dragon12345 monkey12345 trustno1trustno1 correcthorsebatterystaple"
  ).split(" "),
);

/** Whether a password would be guessed early: common, of few different characters, or made of what belongs to its owner. */
function isWeakPassword(password: string, own: readonly string[]): boolean {
  const plain = password.toLowerCase();
  if (common.has(plain) || common.has(plain.replace(/[^a-z0-9]+$/, ""))) return true;
  if (new Set(plain).size < 5 || isRun(plain)) return true;
  const words = ["kring", ...own].map((word) => word.toLowerCase()).filter((word) => word.length > 3);
  const rest = words.toSorted((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ""), plain);
  return rest.length < plain.length && rest.length < 6;
}

/** "abcdefghij", "9876543210". */
function isRun(text: string): boolean {
  const steps = new Set([...text].slice(1).map((letter, index) => letter.charCodeAt(0) - text.charCodeAt(index)));
  return steps.size === 1;
}

/** The password of the demo opens nothing outside the demo. */
export function refuseDemoPassword(password: string, { demo }: { demo: boolean }): void {
  if (!demo && password === DEMO_PASSWORD) throw new Refused("demo-only");
}

/** Refuses a new password that is weak, for the owner of this address. */
export function judgeNewPassword(password: string, email: string, mode: { demo: boolean }): void {
  refuseDemoPassword(password, mode);
  const [local = "", domain = ""] = email.split("@");
  const own = [email, local, ...local.split(/[._+-]/), ...domain.split(".")];
  if (password !== DEMO_PASSWORD && isWeakPassword(password, own)) throw new Refused("weak-password");
}
