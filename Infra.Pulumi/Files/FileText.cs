using System.Text.Json.Nodes;

namespace Infra.Files;

/// <summary>Reads and writes files. A failure is a <see cref="UserError"/> that names the file.</summary>
public static class FileText
{
    public static JsonNode? ReadYaml(string path)
    {
        var text = Read(path);
        using var reader = new StringReader(text);
        try
        {
            return YamlText.Read(reader, Path.GetFileName(path));
        }
        catch (FormatException broken)
        {
            // The most common mistake, which the parser reports on the line above.
            var tabbed = Array.FindIndex(text.Split('\n'), line => line.StartsWith('\t'));
            throw tabbed >= 0
                ? new UserError($"{Path.GetFileName(path)} line {tabbed + 1}: is indented with a tab", "indent with spaces")
                : new UserError(broken.Message, "fix the YAML on that line");
        }
    }

    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path} cannot be read ({unreadable.Message})", "check that it exists and that you may read it");
        }
    }

    /// <summary>The full path of a folder, which is created if it is missing.</summary>
    public static string Folder(string path)
    {
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception unmade) when (unmade is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{path} cannot be a folder ({unmade.Message})",
                "name an existing folder, or one that you may create");
        }
    }

    /// <summary>Writes the whole file or nothing. Until then, readers see the old file.</summary>
    public static void Write(string path, string text)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(unfinished, text);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }

            throw new UserError($"{path} cannot be written ({unwritable.Message})",
                "name a file in a folder that exists and that you may write to");
        }
    }
}
