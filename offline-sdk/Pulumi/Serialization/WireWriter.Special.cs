using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

internal sealed partial class WireWriter
{
    private static object WriteAsset(AssetOrArchive asset)
    {
        if (asset is InvalidAsset or InvalidArchive)
        {
            throw new InvalidOperationException($"Cannot serialize invalid {(asset is Asset ? "asset" : "archive")}");
        }

        return asset;
    }

    /// <summary>A resource travels by its URN and id, and comes out as a stand-in that knows them.</summary>
    private object? WriteResource(Resource resource)
    {
        if (resource is CustomResource custom)
        {
            Dependencies.Add(custom);
            if (custom.Id is { } id && !Settled(id.Cell))
            {
                return null;
            }
        }

        return Settled(resource.Urn.Cell) ? ResourceReference.To(resource, (string)resource.Urn.Cell.Value!) : null;
    }

    private bool Settled(OutputCell cell)
    {
        if (!cell.IsDone)
        {
            Blocker = cell;
            return false;
        }

        cell.ThrowIfFailed();
        cell.Resources.AddTo(Dependencies);
        return true;
    }

    private object? Signed(string signature, ImmutableDictionary<string, object>.Builder members)
    {
        switch (signature)
        {
            case WireNames.Secret:
                IsSecret = true;
                return members.GetValueOrDefault(WireNames.Value);
            case WireNames.Resource when members.GetValueOrDefault(WireNames.Urn) is string urn:
                return new DependencyResource(urn);
            default:
                members[WireNames.Signature] = signature;
                return members.ToImmutable();
        }
    }

    private static object? WriteJson(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.Number:
                return json.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return json.GetBoolean() ? True : False;
            case JsonValueKind.Array:
                return ImmutableArray.CreateRange(json.EnumerateArray().Select(WriteJson));
            case JsonValueKind.Object:
                var members = ImmutableDictionary.CreateBuilder<string, object?>();
                foreach (var member in json.EnumerateObject())
                {
                    members[member.Name] = WriteJson(member.Value);
                }

                return members.ToImmutable();
            default:
                return null;
        }
    }

    private object? WriteOther(object value)
    {
        var type = value.GetType();
        if (type.IsEnum && Enum.GetUnderlyingType(type) == typeof(int))
        {
            return (double)(int)value;
        }

        if (value is ValueTuple)
        {
            return null;
        }

        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
        {
            return WireTypes.EnumValue(value, Where);
        }

        return type.IsDefined(typeof(OutputTypeAttribute), inherit: true)
            ? WriteEntries(WireMembers.OfOutputType(value), keepsNulls: true)
            : throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{Where()}");
    }
}
