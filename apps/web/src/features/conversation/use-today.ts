import { useEffect, useState } from "react";

const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);

/** The start of today; changes at midnight, so that "vandaag" stays true. */
export function useToday(): number {
  const [today, setToday] = useState(startOfToday);
  useEffect(() => {
    const untilMidnight = new Date(today).setHours(24, 0, 1, 0) - Date.now();
    const timer = setTimeout(() => setToday(startOfToday()), Math.max(1000, untilMidnight));
    return () => clearTimeout(timer);
  }, [today]);
  return today;
}
