import { Button, Text, useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useText } from '../text';

use([BarChart, LineChart, SankeyChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Colours of both themes, apart in hue and in lightness. */
const PALETTE: Record<'light' | 'dark', string[]> = { light: ['#0b5351', '#c2652a', '#4a6fa5', '#8a6d3b', '#7a4e8c', '#3c7d3f', '#a6455a', '#5b6770'], dark: ['#7fc4bc', '#f0a573', '#9ab8e4', '#d9bd84', '#c9a3da', '#93cf96', '#f09aae', '#b5c0c8'] };

/** A picture of data that a table holds as well; the sentence says what a reader would see. */
export function Chart({ summary, option, table, height = 320 }: { summary: string; option: (dark: boolean, colours: readonly string[]) => EChartsCoreOption; table: ReactNode; height?: number }) {
  const text = useText();
  const dark = useComputedColorScheme('light') === 'dark';
  const [asTable, setAsTable] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    const colours = PALETTE[dark ? 'dark' : 'light'];
    const chart = init(element.current, null, { renderer: 'canvas' });
    chart.setOption({ animation: false, textStyle: { fontFamily: '"Noto Sans", system-ui, sans-serif', color: dark ? '#d5dce2' : '#3c4650' }, color: colours, ...option(dark, colours) });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option, dark, asTable]);
  return (
    <>
      {asTable ? table : <div ref={element} className="chart" style={{ height }} role="img" aria-label={summary} />}
      <Text size="sm" c="dimmed" mt="xs">{summary}</Text>
      <Button variant="subtle" size="xs" mt={4} onClick={() => setAsTable(!asTable)}>{text(asTable ? 'showChart' : 'showTable')}</Button>
    </>
  );
}
