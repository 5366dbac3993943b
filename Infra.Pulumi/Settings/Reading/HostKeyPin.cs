using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Settings.Reading;

/// <summary>The position of a host's key in a stack's file. The rest of the file stays unchanged.</summary>
public sealed class HostKeyPin
{
    private readonly string _path;
    private readonly string _text;
    private readonly NodeInFile _node;

    private HostKeyPin(string path, string text, NodeInFile node)
    {
        _path = path;
        _text = text;
        _node = node;
    }

    public string FileName => Path.GetFileName(_path);

    /// <summary>The current key, or null.</summary>
    public string? Key => _node.HostKey?.Value;

    /// <summary>Searches every stack of the project for the host with that address.</summary>
    public static HostKeyPin Find(Project project, string address)
    {
        foreach (var path in project.Stacks.Select(stack => project.Stack(stack).Path))
        {
            var text = FileText.Read(path);
            if (NodeInFile.Find(text, address) is { } node)
            {
                return new(path, text, node);
            }
        }

        throw new UserError($"no stack has a host with the address {address}",
            "add it under infra:nodes first, then run this again");
    }

    public void Write(string key)
    {
        if (_node.HostKey is { } old)
        {
            FileText.Write(_path, string.Concat(_text.AsSpan(0, (int)old.Start.Index), key, _text.AsSpan((int)old.End.Index)));
            return;
        }

        // Beside the address, in the style in which the address is written.
        var end = (int)_node.Address.End.Index;
        var separator = _node.IsFlow ? ", " : $"\n{new string(' ', (int)_node.AddressName.Start.Column - 1)}";
        FileText.Write(_path, string.Concat(_text.AsSpan(0, end), $"{separator}hostKey: {key}", _text.AsSpan(end)));
    }

    /// <summary>The mapping with `address: ADDRESS`, by position.</summary>
    private sealed record NodeInFile(bool IsFlow, Scalar AddressName, Scalar Address, Scalar? HostKey)
    {
        public static NodeInFile? Find(string text, string address)
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            return Find(parser, address);
        }

        private static NodeInFile? Find(Parser parser, string address)
        {
            if (parser.TryConsume<SequenceStart>(out _))
            {
                NodeInFile? found = null;
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    found ??= Find(parser, address);
                }

                return found;
            }

            if (!parser.TryConsume<MappingStart>(out var mapping))
            {
                parser.MoveNext();
                return null;
            }

            return FindIn(mapping, parser, address);
        }

        private static NodeInFile? FindIn(MappingStart mapping, Parser parser, string address)
        {
            NodeInFile? inner = null;
            (Scalar Name, Scalar Value)? here = null;
            Scalar? key = null;
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var name = parser.Consume<Scalar>();
                if (parser.Current is Scalar value)
                {
                    here = name.Value == "address" && value.Value == address ? (name, value) : here;
                    key = name.Value == "hostKey" ? value : key;
                }

                inner = Find(parser, address) ?? inner;
            }

            return here is var (addressName, addressValue)
                ? new(mapping.Style == MappingStyle.Flow, addressName, addressValue, key) : inner;
        }
    }
}
