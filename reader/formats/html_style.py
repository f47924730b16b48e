"""The style sheet of the HTML page: light, dark and print; kinds differ by letter and line, not by colour alone."""

STYLE = """\
:root{--page:#fcf9f2;--text:#3d392f;--quiet:#625e54;--line:#cfc6b1;--panel:#f4efe3;--link:#1f5f9f;
--quote:#835400;--claim:#0f55a5;--claim-on:#d9e7fa;--claim-line:#a9c5e8;--plain:#625e54;--a:#1d4a1f;--a-on:#dcefd8;--b:#7a1cc0;--b-on:#eee0fb;
--c:#7a0d12;--c-on:#fbe1dc}
@media (prefers-color-scheme:dark){:root{--page:#14161b;--text:#cdc8bd;--quiet:#a09d95;--line:#3a3f4a;--panel:#1a1d23;
--link:#86b9e6;--quote:#f2c25c;--claim:#7db8ff;--claim-on:#1a2f4a;--claim-line:#35557d;--plain:#a09d95;--a:#b8f5a8;--a-on:#1d3524;
--b:#dcb8f2;--b-on:#352346;--c:#f7998a;--c-on:#46211d}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:74rem;padding:1rem 1.25rem 4rem;background:var(--page);color:var(--text);
font:1.0625rem/1.65 Georgia,"Times New Roman",serif}
h1,h2,h3,h4,h5,h6,nav,.legend,.notes,.about,footer,table{font-family:system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .25rem}
a{color:var(--link)}
a:focus-visible,.wide:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.5rem}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;font-size:.95rem}
nav{font-size:.95rem;margin-bottom:2rem}
table{border-collapse:collapse;font-size:.95rem}
th,td{padding:.2rem .75rem .2rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
td{text-align:right}
thead th{font-weight:normal;color:var(--quiet)}
tbody th{font-weight:normal;min-width:11rem}
.matrix td{text-align:center}
.wide{overflow-x:auto}
article,section{border-top:1px solid var(--line);padding-top:1.5rem;margin-top:2rem}
.about{color:var(--quiet);font-size:.85rem;margin:0 0 1rem;overflow-wrap:anywhere}
.row>p,.row>h3,.row>h4,.row>h5,.row>h6{margin:0 0 .8rem;white-space:pre-wrap;overflow-wrap:anywhere;max-width:42rem}
.item{padding-left:1rem}
.quoted{border-left:3px solid var(--line);padding-left:1rem}
.code{font:.9rem/1.5 ui-monospace,monospace;background:var(--panel);padding:.25rem .5rem}
mark{background:none;color:inherit;border-bottom:1px solid}
mark.first::before{font:bold .7em/1 system-ui,sans-serif;vertical-align:super;margin-right:.15em;font-style:normal}
mark:target{outline:3px solid var(--link);outline-offset:2px}
.deep0{padding-bottom:.3em}.deep1{padding-bottom:.15em}.deep2,.deep3{padding-bottom:0}
.quote{color:var(--quote);font-style:italic;border-bottom-style:solid}
.claim{background:var(--claim-on);border-bottom:1px solid var(--claim-line)}
.boilerplate{color:var(--plain);border-bottom:1px dotted}
.tag-a{background:var(--a-on);border-bottom:1px dashed var(--a)}
.tag-b{background:var(--b-on);border-bottom:1px dashed var(--b)}
.tag-c{background:var(--c-on);border-bottom:1px dashed var(--c)}
.claim.first::before{color:var(--claim)}.tag-a.first::before{color:var(--a)}.tag-b.first::before{color:var(--b)}
.tag-c.first::before{color:var(--c)}
.notes{list-style:none;margin:0 0 1rem;padding:0 0 0 .75rem;border-left:3px solid var(--line);font-size:.85rem;
line-height:1.45;overflow-wrap:anywhere}
.notes li{margin-bottom:.6rem}
.notes li:target{background:var(--panel)}
.who{color:var(--quiet)}
footer{margin-top:3rem;color:var(--quiet);font-size:.85rem}
@media (min-width:60rem){.row{display:grid;grid-template-columns:minmax(0,42rem) minmax(0,1fr);column-gap:2rem}
.notes{margin-top:.3rem}}
@media screen and (max-width:40rem){.contents{font-size:.8rem;line-height:1.3}
.contents tbody th{min-width:6rem;overflow-wrap:anywhere}
.contents th,.contents td{padding-right:.25rem}
.contents thead th{vertical-align:bottom}
.contents thead th+th{writing-mode:vertical-rl;transform:rotate(180deg);padding:.4rem 0;white-space:nowrap}
.matrix tbody th{min-width:8rem}}
@media (prefers-contrast:more){
:root{--quiet:var(--text);--line:var(--text);--claim-line:var(--claim);--plain:var(--text)}
mark{border-bottom-width:2px!important}}
@media (forced-colors:active){.claim{border-bottom:3px double}.boilerplate{border-bottom:1px dotted}}
@media print{:root{--page:#fff;--text:#000;--quiet:#444;--line:#999;--panel:#fff;--link:#000;--quote:#5c3b00;
--claim:#0a3c75;--claim-on:#e8f0fb;--claim-line:#0a3c75;--plain:#444;--a:#143516;--a-on:#e8f5e6;--b:#57148a;--b-on:#f5eefc;--c:#5c0a0e;
--c-on:#fdeeeb}
body{max-width:none;padding:0;font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.skip{display:none}
.wide{overflow:visible}
.row{display:block}
.row>*{max-width:none}
.row>p,.row>h3,.row>h4,.row>h5,.row>h6,tr,li,h1,h2,h3,h4{break-inside:avoid}
p{orphans:3;widows:3}
h1,h2,h3,h4,h5,h6,.about{break-after:avoid}
.notes{break-before:avoid}
thead{display:table-header-group}
a{text-decoration:none}}
"""
