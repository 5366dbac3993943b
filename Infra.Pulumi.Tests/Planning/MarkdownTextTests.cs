using Infra.Planning;

namespace Infra.Tests.Planning;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("leaves SSH open, by key only", "leaves SSH open, by key only")]
    [InlineData("staging-kapi.example.net", "staging-kapi.example.net")]
    [InlineData("v1.36.4+k3s1 (of k3s)", "v1.36.4+k3s1 (of k3s)")]
    [InlineData("18.4-system", "18.4-system")]
    [InlineData("Größe: 5 €", "Größe: 5 €")]
    public void Plain_text_is_unchanged(string text, string expected) => Assert.Equal(expected, MarkdownText.Escape(text));

    [Theory]
    [InlineData("cc @everyone", "cc &#64;&#8203;everyone")]
    [InlineData("ops@example.com", "ops&#64;&#8203;example.com")]
    [InlineData("fixes #12 and GH-12", "fixes &#35;&#8203;12 and GH&#8203;-12")]
    [InlineData("see https://evil.example", "see https:&#8203;//evil.example")]
    [InlineData("see WWW.evil.example", "see WWW&#8203;.evil.example")]
    public void Mentions_and_links_are_disabled(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Escape(text));

    [Theory]
    [InlineData("<script>", "&#60;script&#62;")]
    [InlineData("![x](y)", "&#33;&#91;x&#93;(y)")]
    [InlineData("a|b\\|c", "a&#124;b&#92;&#124;c")]
    [InlineData("a `b` *c* _d_ ~e~ $f$", "a &#96;b&#96; &#42;c&#42; &#95;d&#95; &#126;e&#126; &#36;f&#36;")]
    [InlineData("&lt;b&gt; \"q\"", "&#38;lt;b&#38;gt; &#34;q&#34;")]
    [InlineData("{{ include }}", "&#123;&#123; include &#125;&#125;")]
    public void Markup_is_escaped(string text, string expected) => Assert.Equal(expected, MarkdownText.Escape(text));

    [Theory]
    [InlineData("- item", "&#45; item")]
    [InlineData("1. item", "&#49;. item")]
    [InlineData("12)", "&#49;2)")]
    [InlineData("===", "&#61;==")]
    [InlineData("# head", "&#35;&#8203; head")]
    [InlineData("    code", "code")]
    [InlineData("one\r\n\r\n# two\u2028three\tfour", "one &#35;&#8203; two three four")]
    public void Text_cannot_start_a_block(string text, string expected) => Assert.Equal(expected, MarkdownText.Escape(text));

    [Theory]
    [InlineData("name\u202egnp.exe\u2066", "namegnp.exe")]
    [InlineData("@\u200beve\u0000\u001b[31m", "&#64;&#8203;eve&#91;31m")]
    public void Invisible_characters_are_removed(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Escape(text));

    [Theory]
    [InlineData("run `a|b @eve` and `c", "run <code>a&#124;b &#64;&#8203;eve</code> and &#96;c")]
    [InlineData("`</code><b>`", "<code>&#60;/code&#62;&#60;b&#62;</code>")]
    public void Commands_in_a_sentence_become_code(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Sentence(text));

    [Theory]
    [InlineData("./infra up", "`./infra up`")]
    [InlineData("a`b``c", "```a`b``c```")]
    [InlineData("`", "`` ` ``")]
    [InlineData("@eve <b> \\", "`@eve <b> \\`")]
    [InlineData("a\n\n```\nb", "````a ``` b````")]
    [InlineData("a|b", "`a`&#124;`b`")]
    [InlineData("|", "&#124;")]
    [InlineData("", "")]
    public void Code_span_cannot_be_closed_by_its_text(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Code(text));
}
