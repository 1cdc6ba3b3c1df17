// Runs before the first paint, from a file because the policy allows no inline script: without it a dark page flashes white.
(function () {
    var stored = null;
    try {
        stored = localStorage.getItem('mantine-color-scheme-value');
    } catch {
        // storage may be blocked; the system's preference decides then
    }
    var dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
