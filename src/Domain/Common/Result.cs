using System.Diagnostics.CodeAnalysis;

namespace ChatPlatform.Domain.Common;

/// <summary>Lets pipeline behaviours make a failed response of any result type.</summary>
public interface IFailable<TSelf>
    where TSelf : IFailable<TSelf>
{
    bool IsSuccess { get; }

    static abstract TSelf Failure(Error error);
}

/// <summary>The value of a command that returns nothing.</summary>
public readonly record struct Done;

/// <summary>A value or an expected <see cref="Error"/>. Exceptions are bugs and outages.</summary>
public sealed class Result<T> : IFailable<Result<T>>
{
    private Result(T? value, Error? error) => (Value, Error) = (value, error);

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    public T? Value { get; }

    public Error? Error { get; }

    public static Result<T> Success(T value) => new(value, null);

    public static Result<T> Failure(Error error) => new(default, error);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => Failure(error);

    public TOut Match<TOut>(Func<T, TOut> ok, Func<Error, TOut> failed) => IsSuccess ? ok(Value) : failed(Error);
}
