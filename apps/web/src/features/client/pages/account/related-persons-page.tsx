export function RelatedPersonsPage() {
  return null;
}
