/** What a figure should be. */
interface Bar {
  figure: number;
  atLeast?: number;
  atMost?: number;
}

/** Prints figures with their bars beside them. Only what is not correct fails a run: times are never judged by an exit code. */
export interface Report {
  heading(text: string): void;
  line(name: string, ...columns: string[]): void;
  bar(name: string, bar: Bar): void;
  /** Something that has to be so in every run. */
  check(holds: boolean, what: string): void;
  end(): { wrong: number };
}

export function createReport(print: (line: string) => void = console.log): Report {
  const wrong: string[] = [];
  const missed: string[] = [];
  let [heading, met] = ["", 0];
  return {
    heading: (text) => {
      heading = text;
      print(`\n${text}`);
    },
    line: (name, ...columns) => print(`  ${name.padEnd(28)}${columns.map((column) => column.padStart(22)).join("")}`),
    bar: (name, { figure, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }) => {
      const holds = figure >= atLeast && figure <= atMost;
      if (holds) met += 1;
      else missed.push(`${heading}: ${name}`);
      const wanted = Number.isFinite(atLeast) ? `at least ${atLeast}` : `at most ${atMost}`;
      print(`  ${name.padEnd(58)}${figure.toFixed(2).padStart(8)}   ${wanted}: ${holds ? "met" : "not met"}`);
    },
    check: (holds, what) => {
      if (holds) return;
      wrong.push(what);
      print(`  WRONG: ${what}`);
    },
    end: () => {
      print(`\n${met} bars met, ${missed.length} not met, ${wrong.length} things wrong.`);
      for (const each of missed) print(`  not met: ${each}`);
      for (const each of wrong) print(`  wrong: ${each}`);
      return { wrong: wrong.length };
    },
  };
}
