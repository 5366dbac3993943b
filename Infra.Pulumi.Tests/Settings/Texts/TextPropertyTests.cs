using System.Globalization;
using System.Net;
using CsCheck;
using Infra.Settings.Texts;

namespace Infra.Tests.Settings.Texts;

public sealed class TextPropertyTests
{
    [Fact]
    public void Quantity_is_its_number_times_its_unit_or_an_error() =>
        Gen.Select(Gen.Long[1, 99_999_999_999], Gen.Int[0, 2]).Sample((number, power) =>
        {
            var unit = (Name: new[] { "Mi", "Gi", "Ti" }[power], MiB: 1L << (10 * power));
            var expected = (UInt128)number * (UInt128)unit.MiB;
            var isValid = Quantity.TryParse($"{number}{unit.Name}", out var quantity);

            Assert.Equal(isValid, quantity is not null);
            Assert.True(quantity is null
                ? expected > 2047UL * 1024 * 1024 || number > 9_999_999_999
                : (UInt128)quantity.MiB == expected);
        });

    [Theory]
    [InlineData("2047Ti", true)]
    [InlineData("2048Ti", false)]
    [InlineData("2096128Gi", true)]
    [InlineData("2097152Gi", false)]
    [InlineData("9999999999Ti", false)]
    public void Quantity_has_a_maximum(string text, bool isValid) => Assert.Equal(isValid, Quantity.TryParse(text, out _));

    [Fact]
    public void Network_is_valid_if_its_host_bits_are_zero() =>
        Gen.Select(Gen.UInt, Gen.Int[0, 32]).Sample((bits, length) =>
        {
            var mask = length == 0 ? 0 : uint.MaxValue << (32 - length);

            Assert.True(Cidr.TryParse($"{Address(bits & mask)}/{length}", out _));
            Assert.Equal((bits & ~mask) == 0, Cidr.TryParse($"{Address(bits)}/{length}", out _));
        });

    [Fact]
    public void Address_of_a_machine_is_valid() =>
        Gen.UInt[0x01000000, 0xDFFFFFFF].Where(bits => bits >> 24 != 127)
            .Sample(bits => Assert.True(IpAddress.TryParse($"{Address(bits)}", out _)));

    [Fact]
    public void Cron_time_within_its_ranges_is_valid() =>
        Gen.Select(Gen.Int[0, 59], Gen.Int[0, 23], Gen.Int[1, 31], Gen.Int[1, 12], Gen.Int[0, 6]).Sample(
            (minute, hour, day, month, weekday) =>
            {
                Assert.True(CronTime.TryParse($"{minute} {hour} {day} {month} {weekday}", out _));
                Assert.True(CronTime.TryParse($"0-{minute} */{hour + 1} {day},1 {month} {weekday}-6", out _));
            });

    [Fact]
    public void Cron_time_beyond_its_ranges_is_invalid() =>
        Gen.Select(Gen.Int[60, 9999], Gen.Int[0, 4]).Sample((number, field) =>
        {
            var fields = Enumerable.Repeat("*", 5).ToArray();
            fields[field] = number.ToString(CultureInfo.InvariantCulture);

            Assert.False(CronTime.TryParse(string.Join(' ', fields), out _));
        });

    [Theory]
    [InlineData("0 0 * JAN-MAR MON-FRI", true)]
    [InlineData("*/15 * * * *", true)]
    [InlineData("0 0 * * 7", false)]
    [InlineData("*/0 * * * *", false)]
    [InlineData("5-1 * * * *", false)]
    [InlineData("0 0 0 * *", false)]
    [InlineData("1,,2 * * * *", false)]
    [InlineData("0 0 * * ", false)]
    public void Cron_time_follows_kubernetes(string text, bool isValid) => Assert.Equal(isValid, CronTime.TryParse(text, out _));

    [Fact]
    public void Version_is_valid_with_three_numbers_and_a_release() =>
        Gen.Int[0, 9999].Array[4].Sample(n =>
        {
            Assert.True(K3sVersion.TryParse($"v{n[0]}.{n[1]}.{n[2]}+k3s{n[3]}", out _));
            Assert.False(K3sVersion.TryParse($"v{n[0]}.{n[1]}+k3s{n[3]}", out _));
            Assert.False(K3sVersion.TryParse($"{n[0]}.{n[1]}.{n[2]}+k3s{n[3]}", out _));
        });

    [Fact]
    public void Any_text_is_read_without_an_exception() =>
        Gen.String.Sample(text =>
        {
            _ = Quantity.TryParse(text, out _) || Cidr.TryParse(text, out _) || CronTime.TryParse(text, out _)
                || K3sVersion.TryParse(text, out _) || IpAddress.TryParse(text, out _) || HostKey.TryParse(text, out _)
                || Email.TryParse(text, out _) || DomainName.TryParse(text, out _) || RebootTime.TryParse(text, out _);
        });

    private static IPAddress Address(uint bits) => new([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);
}
