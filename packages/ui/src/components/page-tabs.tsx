import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Count } from "./marks.tsx";

export interface PageTabsProps<Id extends string> {
  label: string;
  tabs: { id: Id; label: ReactNode; count?: number | undefined; panel: ReactNode }[];
  value: Id;
  onChange: (id: Id) => void;
}

/** Tabs over the panels of one page; arrow keys move between them. */
export function PageTabs<Id extends string>({ label, tabs, value, onChange }: PageTabsProps<Id>) {
  return (
    <Tabs selectedKey={value} onSelectionChange={(key) => onChange(key as Id)}>
      <TabList className="tabs page-tabs" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
            {tab.count !== undefined && <Count value={tab.count} quiet />}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.panel}
        </TabPanel>
      ))}
    </Tabs>
  );
}
