namespace Pulumi;

/// <summary>Logging itself failed.</summary>
public class LogException(Exception exception) : Exception("Error occurred during logging: " + exception.Message, exception);
