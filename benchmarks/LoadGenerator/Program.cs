using ChatPlatform.LoadGenerator;

var options = LoadOptions.Parse(args);
switch (options.Scenario)
{
    case "chat":
        options.Write(await ChatScenario.RunAsync(options));
        return 0;
    case "stream":
        options.Write(await StreamScenario.RunAsync(options));
        return 0;
    case "logs":
        await LogsScenario.RunAsync(options);
        return 0;
    case "report":
        Console.WriteLine(Report.Of(options.ReadAll()));
        return 0;
    default:
        Console.Error.WriteLine("LoadGenerator chat|stream|logs|report --url http://127.0.0.1:5000 --out results.jsonl …; see benchmarks/README.md");
        return 2;
}
