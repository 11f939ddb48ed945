// The style sheet of the page, as one text.
#include "simulate/page_style.hpp"

namespace qixian::cli::page {

std::string_view style() {
    // Colours: blue and vermilion of Okabe and Ito, which the colour-blind tell apart; shape or
    // word always says the same. Every ink on its ground has a contrast of at least 4.5.
    return R"(:root{--ground:#fff;--card:#f6f7f9;--ink:#1b2430;--soft:#566070;--line:#d9dee5;
--faint:#e3e7ec;--blue:#0062a3;--band:#bcd9ee;--years:#d4dae2;--rest:#f6e3c5;--rest-ink:#85500a;
--red:#b03a06;--green:#00684c;--warn:#fff6e5;--warn-line:#d98a00;--base:#566070;--reach:#8dc0e4}
@media screen and (prefers-color-scheme:dark){:root{--ground:#12171d;--card:#1b222b;--ink:#e7ebf0;
--soft:#a3aebc;--line:#36414e;--faint:#2b353f;--blue:#6cb8f0;--band:#234a68;--years:#3a4654;
--rest:#3c3120;--rest-ink:#e8b970;--red:#ff9a6c;--green:#5fd0ab;--warn:#2b2416;--warn-line:#d98a00;
--base:#a3aebc;--reach:#35688f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 system-ui,-apple-system,
"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","Source Han Sans SC","PingFang SC",
"Microsoft YaHei",sans-serif;font-variant-numeric:tabular-nums}
:lang(zh){font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Hiragino Sans GB",
"Microsoft YaHei",system-ui,sans-serif}
main{max-width:1000px;margin:0 auto;padding:28px 24px 48px}
#show-zh:checked~main .en,#show-en:checked~main .zh{display:none}
input[name=language]{position:absolute;opacity:0;pointer-events:none}
nav{position:absolute;top:24px;right:max(24px,calc(50% - 476px));display:flex;
border:1px solid var(--line);border-radius:8px;overflow:hidden}
nav label{padding:4px 14px;cursor:pointer;color:var(--soft);font-size:14px}
#show-zh:checked~nav label[for=show-zh],#show-en:checked~nav label[for=show-en]{
background:var(--ink);color:var(--ground)}
#show-zh:focus-visible~nav,#show-en:focus-visible~nav{outline:2px solid var(--blue);
outline-offset:2px}
header{padding-right:150px}
.kind{margin:0;color:var(--soft);font-size:14px}
h1{margin:2px 0 6px;font-size:30px;line-height:1.25;font-weight:650;overflow-wrap:anywhere}
.about{margin:0 0 6px;max-width:68ch}
.run{margin:0;color:var(--soft)}
h2{margin:36px 0 10px;font-size:20px;line-height:1.3;font-weight:650}
h3{margin:0;font-size:17px;font-weight:650}
h4{margin:0 0 2px;font-size:14px;font-weight:600;overflow-wrap:anywhere}
.lead{margin:26px 0 0;font-size:21px;line-height:1.5;max-width:46em}
.lead b{color:var(--blue);font-weight:700}
.note,.unit{color:var(--soft);font-size:13px;margin:6px 0 0}
.years a{color:var(--blue);margin-right:14px}
section+section{border-top:2px solid var(--line);margin-top:48px;padding-top:4px}
.warning{margin:22px 0 0;padding:12px 18px;background:var(--warn);border-left:4px solid
var(--warn-line);border-radius:0 8px 8px 0}
.warning h2{margin:0 0 4px;font-size:16px}
.warning ul{margin:0;padding-left:1.2em}
table{border-collapse:collapse;width:100%}
th,td{text-align:right;vertical-align:top;padding:9px 0 9px 18px;
border-bottom:1px solid var(--line)}
th:first-child{text-align:left;padding-left:0;overflow-wrap:anywhere}
thead th{color:var(--soft);font-size:13px;font-weight:500;vertical-align:bottom;
border-bottom:1.5px solid var(--soft)}
tbody th{font-weight:600}
thead th{min-width:4em;text-wrap:balance}
td b{font-size:19px;line-height:1.3;font-weight:600;display:block}
td small,th small{display:block;font-size:12.5px;line-height:1.45;color:var(--soft);
font-weight:400}
td em{display:block;font-style:normal;font-size:12.5px;color:var(--soft)}
.worse b,.worse em{color:var(--red)}
.better b,.better em{color:var(--green)}
.worse em,.better em{font-weight:600}
.label{display:none}
figure{margin:18px 0 0;padding:18px 20px 16px;background:var(--card);border-radius:12px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:16px;margin-top:24px}
.pair figure{margin:0;display:flex;flex-direction:column}
.pair .reading{margin-top:auto}
.reading{margin:12px 0 0;max-width:90ch}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;margin:8px 0 10px;padding:0;
font-size:13px;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:7px}
.swatch{display:inline-block;width:20px;height:0;flex:none}
.swatch.mean{border-top:2px solid var(--blue)}
.swatch.base,.swatch.compare{border-top:2px dashed var(--base)}
.swatch.limit{border-top:2px dotted var(--ink)}
.swatch.band{height:12px;background:var(--band)}
.swatch.rest{height:12px;background:var(--rest);border:1px solid var(--rest-ink)}
.swatch.made{width:2.5px;height:9px;background:var(--ink);margin:0 9px}
.swatch.stick{width:3px;height:13px;background:var(--blue);margin:0 8px}
.swatch.reach{width:3px;height:13px;background:var(--reach);margin:0 8px}
.swatch.median{width:3px;height:14px;background:var(--ink);margin:0 8px}
.swatch.half{height:12px;background:var(--blue);opacity:.55}
.swatch.whisker{border-top:2px solid var(--blue)}
.swatch.years{height:9px;background:var(--years)}
.swatch.interval{border-top:3px solid var(--blue)}
.swatch.dot{width:9px;height:9px;border-radius:5px;background:var(--ink);margin:0 5px}
.panel+.panel,.more .panel{margin-top:12px}
.plot{padding:var(--wide) 8px 0 44px}
svg{display:block;overflow:visible;pointer-events:none}
svg svg{overflow:hidden}
text{font-size:12px;fill:var(--soft)}
text.holiday{fill:var(--rest-ink)}
text.narrow{display:none}
path,line,rect,circle{vector-effect:non-scaling-stroke}
.level,.month{stroke:var(--faint);stroke-width:1}
.ground{stroke:var(--soft);stroke-width:1}
rect.rest{fill:var(--rest)}
path.band{fill:var(--band)}
path.mean{fill:none;stroke:var(--blue);stroke-width:2;stroke-linejoin:round}
path.base{fill:none;stroke:var(--base);stroke-width:1.5;stroke-dasharray:5 4}
path.stick,path.reach{fill:none;stroke:var(--blue);stroke-width:1.8}
path.reach{stroke:var(--reach)}
.limit{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:1.5 4;stroke-linecap:round}
.made{stroke:var(--ink);stroke-width:2.5}
.rows{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:16px;align-items:baseline}
.rows .name{font-size:14px;font-weight:600;overflow-wrap:anywhere;line-height:1.3}
.rows .track{grid-column:1/-1;margin-bottom:8px}
.rows .value{text-align:right;white-space:nowrap;line-height:1.3}
.rows .value small{color:var(--soft);font-size:12.5px}
.own{font-weight:400;color:var(--red)}
.own::before{content:"↕ "}
.whisker{stroke:var(--blue);stroke-width:2}
rect.half{fill:var(--blue);fill-opacity:.55}
.median{stroke:var(--ink);stroke-width:3}
.compare{stroke:var(--base);stroke-width:1.5;stroke-dasharray:4 3}
rect.years{fill:var(--years)}
.interval{stroke:var(--blue);stroke-width:3}
circle.dot{fill:var(--ink)}
.risk{padding:4px 8px 0 48px}
.join{stroke:var(--blue);stroke-width:1.5;opacity:.6}
.join.gap{stroke-dasharray:3 5}
circle.enough{fill:var(--blue)}
circle.short{fill:var(--red)}
circle.unsettled{fill:var(--ground);stroke:var(--ink);stroke-width:2}
text.chosen{font-weight:700;fill:var(--ink)}
.swatch.enough,.swatch.short,.swatch.unsettled{width:10px;height:10px;border-radius:5px;margin:0 5px}
.swatch.enough{background:var(--blue)}
.swatch.short{background:var(--red)}
.swatch.unsettled{border:2px solid var(--ink)}
details{margin:6px 0 0}
summary{cursor:pointer;padding:5px 0;color:var(--blue)}
.scroll{overflow-x:auto}
.official{font-size:13px}
.official td,.official th{padding:4px 0 4px 14px}
.official th:first-child{padding-left:0;min-width:15em;max-width:24em;font-weight:400}
.official thead th:not(:first-child){width:9%}
.official .sum th,.official .sum td{font-weight:600}
.official small{font-size:11.5px}
.none{color:var(--soft)}
footer{margin-top:44px;padding-top:12px;border-top:1px solid var(--line);color:var(--soft);
font-size:13px}
@media screen and (max-width:760px){main{padding:16px 16px 32px}nav{top:14px;right:16px}
header{padding:34px 0 0}h1{font-size:25px}.lead{font-size:18px}.pair{grid-template-columns:1fr}
text{font-size:11px}text.wide{display:none}text.narrow{display:inline}
.plot{padding:var(--narrow) 2px 0 34px}figure{padding:14px 12px 12px;margin-left:-4px;
margin-right:-4px}path.stick,path.reach{stroke-width:1.1}
.cards thead{display:none}.cards,.cards tbody{display:block}.cards tr{display:grid;
grid-template-columns:1fr 1fr;gap:2px 16px;padding:10px 0 12px;border-bottom:1px solid var(--line)}
.cards th{grid-column:1/-1}.cards th,.cards td{display:block;border:0;padding:4px 0;text-align:left}
.label{display:block;font-size:12.5px;color:var(--soft)}
}
@media print{@page{size:A4;margin:14mm 13mm}html{print-color-adjust:exact;
-webkit-print-color-adjust:exact}body{font-size:10.5pt}main{max-width:none;padding:0}nav{display:none}
header{padding:0}figure,.panel,tr,.warning,.lead{break-inside:avoid}figure.days{break-inside:auto}
h2,h3,figcaption,.legend{break-after:avoid}h2{margin-top:22px}thead{display:table-header-group}
.scroll{overflow:visible}.official{font-size:8.5pt;break-inside:avoid}.official td,.official th{padding:2px 0 2px 6px}
.official th:first-child{min-width:0}details::details-content{content-visibility:visible;
display:block}summary{color:var(--ink);list-style:none}a{color:inherit}
section+section{break-before:page}}
)";
}

}  // namespace qixian::cli::page
