/** A name as it is searched and sorted: lower case, without marks on letters, with single spaces. At most 200 characters. */
export const toSearchable = (name: string): string =>
  name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim().slice(0, 200);
