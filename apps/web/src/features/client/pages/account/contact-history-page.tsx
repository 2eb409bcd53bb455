export function ContactHistoryPage() {
  return null;
}
